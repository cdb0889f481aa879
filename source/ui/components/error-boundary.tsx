import {Component, type ReactNode} from 'react';

type ErrorBoundaryProps = {readonly onError: (error: unknown) => void; readonly children: ReactNode};

/**
Hands what a screen throws to whoever ends the program, and draws nothing more. React knows error boundaries only as
classes; without this one Ink would draw the stack over the screen.
*/
export class ErrorBoundary extends Component<ErrorBoundaryProps, {hasFailed: boolean}> {
	static getDerivedStateFromError() {
		return {hasFailed: true};
	}

	override state = {hasFailed: false};

	override componentDidCatch(error: unknown) {
		this.props.onError(error);
	}

	override render(): ReactNode {
		return this.state.hasFailed ? null : this.props.children;
	}
}
