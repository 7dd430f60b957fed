import { GraphQLError, Kind, type ASTVisitor, type ValidationContext } from 'graphql';
import { LIMITS, refusedAs, tooBig } from './request-shape.js';

/** Validation rule: refuses a document that is too big before anything of it is carried out, and texts that no store can hold. */
export function requestLimits(context: ValidationContext): ASTVisitor {
  let directives = 0;
  return {
    Document(node) {
      const problem = tooBig(node);
      if (problem !== null) context.reportError(problem);
    },
    Directive() {
      directives += 1;
      if (directives === LIMITS.directives + 1) {
        context.reportError(
          new GraphQLError(`At most ${String(LIMITS.directives)} directives in a request.`, {
            extensions: refusedAs('REQUEST_TOO_BIG'),
          }),
        );
      }
    },
    StringValue(node) {
      if (node.kind === Kind.STRING && !isStorable(node.value)) context.reportError(unstorable());
    },
  };
}

/** Whether a text can be stored: no zero characters, no half surrogate pairs. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}

/** Whether every text within a JSON value can be stored. */
export function isStorableValue(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (Array.isArray(value)) return value.every(isStorableValue);
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isStorableValue);
  return true;
}

export function unstorable(): GraphQLError {
  return new GraphQLError('A text holds zero characters or broken unicode, which cannot be stored.', {
    extensions: refusedAs('BAD_USER_INPUT'),
  });
}
