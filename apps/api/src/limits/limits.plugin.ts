import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GraphQLContext } from '../graphql/context.js';
import { includesRole } from '../auth/role.js';
import { refusedAs, tooBig } from './request-shape.js';
import { isStorableValue, unstorable } from './validation-rule.js';

/** Checks what validation can't see: variables, and who may ask for the schema. */
export function limitsPlugin(options: { readonly introspectionForAll: boolean }): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ document, operation, request, contextValue }) => {
          if (operation?.operation === 'subscription') {
            throw new GraphQLError('There are no subscriptions; the live stream is at /events.', {
              extensions: refusedAs('BAD_USER_INPUT'),
            });
          }
          const variables: Readonly<Record<string, unknown>> = request.variables ?? {};
          const problem = tooBig(document, variables) ?? (isStorableValue(variables) ? null : unstorable());
          if (problem !== null) throw problem;
          const asksForSchema = operation?.selectionSet.selections.some(
            (selection) => selection.kind === 'Field' && ['__schema', '__type'].includes(selection.name.value),
          );
          if (asksForSchema && !options.introspectionForAll && !includesRole(contextValue.caller.role, 'operator')) {
            throw new GraphQLError('The schema can be read by operators.', { extensions: refusedAs('FORBIDDEN', 403) });
          }
          return Promise.resolve();
        },
      }),
  };
}
