import { EvaluationError } from '@marcbachmann/cel-js';

/** What a value of another type than a function takes is told with. */
export function noSuchOverload(): EvaluationError {
  return new EvaluationError({ code: 'no_such_overload', message: 'no such overload' });
}
