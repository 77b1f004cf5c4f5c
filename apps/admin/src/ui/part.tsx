import { type Accessor, type JSX, Match, Suspense, Switch } from "solid-js";
import type { Kept } from "../data/kept.ts";
import { Card } from "./card.tsx";
import { ErrorState } from "./error-state.tsx";

export type PartProps<Answer> = {
  /** What was asked for, of `createKept`. */
  of: Accessor<Kept<Answer>>;
  /** What failed, in the words of the page. */
  failed: string;
  /** In the size of what is coming. */
  waiting: JSX.Element;
  onRetry: () => unknown;
  children: (answer: Accessor<Answer>) => JSX.Element;
};

/** A part of a page: what was answered, room for it meanwhile, or why there is nothing. */
export function Part<Answer>(props: PartProps<Answer>) {
  return (
    <Suspense fallback={props.waiting}>
      <Switch>
        <Match when={props.of().answer}>{(answer) => props.children(answer as Accessor<Answer>)}</Match>
        <Match when={props.of().error}>
          {(error) => (
            <Card>
              <ErrorState title={props.failed} error={error()} onRetry={props.onRetry} />
            </Card>
          )}
        </Match>
      </Switch>
    </Suspense>
  );
}
