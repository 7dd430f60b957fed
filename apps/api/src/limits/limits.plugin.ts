import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GraphQLContext } from '../graphql/context.js';
import { includesRole } from '../auth/role.js';
import { tooBig } from './request-shape.js';
import { isStorableValue, unstorable } from './validation-rule.js';

/** Checks what validation can't see: variables, and who may ask for the schema. */
export function limitsPlugin(options: { readonly introspectionForAll: boolean }): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: ({ document, operation, request, contextValue }) => {
          const variables: Readonly<Record<string, unknown>> = request.variables ?? {};
          const problem = tooBig(document, variables) ?? (isStorableValue(variables) ? null : unstorable());
          if (problem !== null) throw problem;
          const asksForSchema = operation?.selectionSet.selections.some(
            (selection) => selection.kind === 'Field' && ['__schema', '__type'].includes(selection.name.value),
          );
          if (asksForSchema && !options.introspectionForAll && !includesRole(contextValue.caller.role, 'operator')) {
            throw new GraphQLError('The schema can be read by operators.', { extensions: { code: 'FORBIDDEN' } });
          }
          return Promise.resolve();
        },
      }),
  };
}
