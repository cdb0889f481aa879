import type {Text} from '../model/language.js';
import type {
	Alternative, Decision, Finding, Plan, Shortfall, Step,
} from '../model/plan.js';

/** The same object, but what is read by people is there in every language. */
type Spoken<Written, Key extends keyof Written> = Omit<Written, Key> & Readonly<Record<Key, Text>>;

export type AlternativeDraft = Spoken<Alternative, 'because'>;
export type FindingDraft = Spoken<Finding, 'message'>;
export type DecisionDraft = Spoken<Decision, 'question' | 'answer' | 'because'>;
export type StepDraft = Spoken<Step, 'because'>;
export type ShortfallDraft = Spoken<Shortfall, 'says'>;

type SpokenParts = 'target' | 'alternatives' | 'findings' | 'decisions' | 'steps';

/** A plan whose sentences are in every language still: the compiler lets none be forgotten. */
export type PlanDraft = Omit<Plan, SpokenParts> & {
	readonly target: {readonly reached: boolean; readonly shortfall: ShortfallDraft | null};
	readonly alternatives: readonly AlternativeDraft[];
	readonly findings: readonly FindingDraft[];
	readonly decisions: readonly DecisionDraft[];
	readonly steps: readonly StepDraft[];
};

export type PlanResult = {
	readonly plan: Plan;
	/** From each English sentence of the plan to its Chinese one. */
	readonly chinese: ReadonlyMap<string, string>;
};

/** Writes a draft down: English in the plan, Chinese beside it. */
export function writeDown(draft: PlanDraft): PlanResult {
	const chinese = new Map<string, string>();
	const say = ({en, zh}: Text): string => {
		chinese.set(en, zh);
		return en;
	};

	const {
		apiVersion, kind, metadata, requirements, target, topology, machines, etcd, controlPlane, loadBalancer, guarantees,
	} = draft;
	const shortfall = target.shortfall && {...target.shortfall, says: say(target.shortfall.says)};
	return {
		plan: {
			apiVersion,
			kind,
			metadata,
			requirements,
			target: {reached: target.reached, shortfall},
			topology,
			machines,
			etcd,
			controlPlane,
			loadBalancer,
			guarantees,
			alternatives: draft.alternatives.map(alternative => ({...alternative, because: say(alternative.because)})),
			findings: draft.findings.map(({
				rule, severity, machines: about, message, lesson, source,
			}) => ({
				rule, severity, machines: about, message: say(message), lesson, source,
			})),
			missing: draft.missing,
			decisions: draft.decisions.map(({
				id, question, answer, because, lesson, source,
			}) => ({
				id, question: say(question), answer: say(answer), because: say(because), lesson, source,
			})),
			steps: draft.steps.map(({
				id, machine, machines: several, action, because, votersAfter, quorumAfter,
			}) => ({
				id, machine, machines: several, action, because: say(because), votersAfter, quorumAfter,
			})),
		},
		chinese,
	};
}
