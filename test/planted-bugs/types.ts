/** A mistake that one could make, as a change to the source, and the test that must fail with it. Paths from the project's root. */
export type PlantedBug = {readonly name: string; readonly file: string; readonly find: string; readonly replace: string; readonly caughtBy: string};
