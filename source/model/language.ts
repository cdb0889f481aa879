/** The languages the program speaks. Files and ids are always English. */
export type Language = 'en' | 'zh';

export const languages: readonly Language[] = ['en', 'zh'];

/** One thing said in every language. The planner's and the rules' sentences are written this way, side by side. */
export type Text = Readonly<Record<Language, string>>;
