import type {Lesson} from '../../source/model/lesson.js';

const question = {en: 'How many of five members may fail while etcd still answers?', zh: '五个成员的 etcd，最多挂几个还能服务？'};

/** A small lesson with a page, every type of question, and every board. */
export const fixtureLesson: Lesson = {
	structure: {
		format: 1,
		id: 'etcd-quorum',
		minutes: 6,
		requires: [],
		claims: [],
		sources: {
			'etcd-faq': {title: 'etcd FAQ', at: 'Why an odd number of cluster members?', url: 'https://etcd.io/docs/v3.6/faq/', version: 'v3.6'},
		},
		steps: [
			{id: 'why', kind: 'read', sources: ['etcd-faq']},
			{id: 'ask-five', kind: 'ask', question: 'five'},
			{id: 'board', kind: 'play', play: {model: 'quorum', members: 5, down: [2]}, sources: []},
			{id: 'vip', kind: 'play', play: {model: 'vrrp', priorities: [150, 100], advertMs: 1000}, sources: []},
			{id: 'lease', kind: 'play', play: {model: 'lease', candidates: 3, durationMs: 15_000, renewDeadlineMs: 10_000, retryPeriodMs: 2000}, sources: []},
		],
		questions: [
			{id: 'five', type: 'single', options: ['one', 'two', 'four'], answer: 'two', sources: ['etcd-faq']},
			{id: 'which', type: 'several', options: ['read', 'write', 'pods'], answer: ['read', 'write'], sources: ['etcd-faq']},
			{id: 'quorum-of-seven', type: 'number', answer: 4, tolerance: 0, unit: '', wrong: [3, 5], sources: ['etcd-faq']},
		],
	},
	words: {
		en: {
			title: 'etcd: a majority decides',
			summary: 'Why three members survive one failure and four survive no more.',
			steps: {
				why: {
					title: 'Why an even member buys nothing',
					body: 'A **quorum** is more than half of the members. Three keep it with one down, four still only with one down.\n\n```sh\n$ etcdctl endpoint health --cluster\nhttps://10.0.0.1:2379 is healthy\n```\n\n```\n●──●\n│  │\n●──○\n```\n',
				},
				board: {title: 'Kill some', body: 'Kill members until nothing answers.'},
				vip: {title: 'The VIP moves', body: 'Stop the adverts and count.'},
				lease: {title: 'The Lease expires', body: 'Stop the holder and count.'},
			},
			questions: {
				five: {
					prompt: question.en,
					options: {one: 'one', two: 'two', four: 'four, since one is enough to answer'},
					why: {one: 'One more may fail: three of five are still a majority.', two: 'Three of five are a majority.', four: 'One of five cannot know what the other four have agreed on.'},
					explanation: 'The quorum of five is three, so two may fail.',
					hints: ['Count who is left.', 'More than half must be left.', 'Halve five, round up.'],
				},
				which: {
					prompt: 'Without a quorum, what does etcd refuse?',
					options: {read: 'linearizable reads', write: 'writes', pods: 'pods that already run'},
					why: {read: 'A linearizable read asks the majority.', write: 'A write needs the majority.', pods: 'Pods are the kubelet\'s; it goes on.'},
					explanation: 'Everything that needs a majority stops; what runs goes on.',
					hints: ['Who needs the majority?', 'Think of the kubelet.', 'Reads and writes differ less than one thinks.'],
				},
				'quorum-of-seven': {
					prompt: 'What is the quorum of seven?',
					why: {3: 'Three is not more than half of seven.', 5: 'Five is more than needed.'},
					explanation: 'Four is the smallest number above half of seven.',
					hints: ['Half of seven?', 'More than half.', 'Round up.'],
				},
			},
		},
		zh: {
			title: 'etcd：过半数说了算',
			summary: '为什么三个成员能扛一个故障，四个也只能扛一个。',
			steps: {
				why: {
					title: '为什么偶数成员没用',
					body: '**法定人数**就是过半数。三个成员挂一个还够，四个成员也只能挂一个。\n\n```sh\n$ etcdctl endpoint health --cluster\nhttps://10.0.0.1:2379 is healthy\n```\n\n```\n●──●\n│  │\n●──○\n```\n',
				},
				board: {title: '弄挂几个试试', body: '弄挂成员，直到没有谁应答。'},
				vip: {title: 'VIP 漂移', body: '停掉通告报文，数一数。'},
				lease: {title: '租约过期', body: '停掉持有者，数一数。'},
			},
			questions: {
				five: {
					prompt: question.zh,
					options: {one: '一个', two: '两个', four: '四个，剩一个就能应答'},
					why: {one: '还可以再挂一个：五个里的三个仍是过半数。', two: '五个里的三个是过半数。', four: '只剩一个，它无法知道其余四个达成了什么一致。'},
					explanation: '五个成员的法定人数是三，所以最多挂两个。',
					hints: ['数数还剩谁。', '剩下的要超过一半。', '五的一半，向上取整。'],
				},
				which: {
					prompt: '没有法定人数时，etcd 拒绝什么？',
					options: {read: '线性一致性读', write: '写入', pods: '已经在运行的 Pod'},
					why: {read: '线性一致性读要问多数派。', write: '写入需要多数派。', pods: 'Pod 归 kubelet 管，它继续运行。'},
					explanation: '需要多数派的都停下；在运行的继续运行。',
					hints: ['谁需要多数派？', '想想 kubelet。', '读和写的差别没那么大。'],
				},
				'quorum-of-seven': {
					prompt: '七个成员的法定人数是多少？',
					why: {3: '三没有超过七的一半。', 5: '五比需要的多。'},
					explanation: '四是超过七的一半的最小数。',
					hints: ['七的一半是多少？', '要超过一半。', '向上取整。'],
				},
			},
		},
	},
};
