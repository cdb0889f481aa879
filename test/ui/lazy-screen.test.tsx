import {useEffect, useLayoutEffect, useState} from 'react';
import test from 'ava';
import {Text} from 'ink';
import {ErrorBoundary} from '../../source/ui/components/error-boundary.js';
import {lazyScreen} from '../../source/ui/lazy-screen.js';
import {renderIn, until} from '../helpers/render.js';

const loading = <Text>one moment</Text>;

function Greeting({name}: {readonly name: string}) {
	return <Text>{`hello ${name}`}</Text>;
}

test('code that was loaded before is drawn at once', async t => {
	const {Screen, preload} = lazyScreen(async () => Greeting);
	await preload();
	const app = renderIn(t, <Screen loading={loading} name='you'/>);
	await app.settled();
	t.notRegex(app.written(), /one moment/v);
	t.regex(app.frame(), /hello you/v);
});

test('code that is not there yet is waited for, and drawn as soon as it comes', async t => {
	let arrive: (screen: typeof Greeting) => void = () => undefined;
	const {Screen} = lazyScreen(async () => new Promise<typeof Greeting>(resolve => {
		arrive = resolve;
	}));
	const app = renderIn(t, <Screen loading={loading} name='you'/>);
	t.regex(await app.settled(), /one moment/v);
	const before = performance.now();
	arrive(Greeting);
	await until(() => app.frame().includes('hello you'));
	t.true(performance.now() - before < 250, 'no throttle of 300 ms, as Suspense has');
});

test('code that cannot be loaded is an error of the program, not a screen that waits for ever', async t => {
	const errors: unknown[] = [];
	const broken = new Error('the file is gone');
	const {Screen, preload} = lazyScreen<{readonly name: string}>(async () => {
		throw broken;
	});
	renderIn(
		t, (
			<ErrorBoundary onError={error => {
				errors.push(error);
			}}
			>
				<Screen loading={loading} name='you'/>
			</ErrorBoundary>
		),
	);
	await until(() => errors.length > 0);
	t.is(errors[0], broken);
	await t.throwsAsync(preload, {is: broken});
});

test('code that comes just after the screen was drawn without it is drawn all the same', async t => {
	const {Screen, preload} = lazyScreen(async () => Greeting);
	function Meanwhile() {
		useLayoutEffect(() => {
			void preload();
		}, []);
		return loading;
	}

	/** A screen that is opened later, by a key: React then draws first, and runs effects when there is time. */
	function Program() {
		const [isOpen, setIsOpen] = useState(false);
		useEffect(() => {
			setTimeout(() => {
				setIsOpen(true);
			}, 5);
		}, []);
		return isOpen ? <Screen loading={<Meanwhile/>} name='you'/> : null;
	}

	const app = renderIn(t, <Program/>);
	await until(() => app.frame().includes('hello you'));
	t.is(app.frame().trim(), 'hello you');
});
