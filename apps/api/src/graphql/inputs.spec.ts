import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory, ID, TypeMetadataStorage } from '@nestjs/graphql';
import { getMetadataStorage } from 'class-validator';
import { RESOLVERS } from './resolvers.js';
import { DateTimeScalar, JsonScalar } from './scalars.js';

type Handler = ReturnType<typeof TypeMetadataStorage.getQueriesMetadata>[number];
type Fields = ReturnType<typeof TypeMetadataStorage.getInputTypesMetadata>;

/** What the decorators say of every argument. A class that they do not name is never checked: the pipe sees a plain `Object`. */
describe('what clients send', () => {
  let mutations: readonly Handler[];
  let handlers: readonly Handler[];
  let inputs: Fields;
  let lists: Fields;

  beforeAll(async () => {
    const app = await NestFactory.create(GraphQLSchemaBuilderModule, { logger: false });
    await app.init();
    await app.get(GraphQLSchemaFactory).create(RESOLVERS, [DateTimeScalar, JsonScalar] as never);
    mutations = TypeMetadataStorage.getMutationsMetadata();
    handlers = [...TypeMetadataStorage.getQueriesMetadata(), ...mutations];
    inputs = TypeMetadataStorage.getInputTypesMetadata();
    lists = TypeMetadataStorage.getArgumentsMetadata();
    await app.close();
  });

  const fieldsOf = (classes: Fields, target: unknown) =>
    classes
      .filter(
        (one) => target === one.target || (typeof target === 'function' && target.prototype instanceof one.target),
      )
      .flatMap(({ properties }) => properties ?? []);
  const isChecked = (target: object, field: string, rule: string) =>
    getMetadataStorage()
      .getTargetValidationMetadatas(target as never, '', false, false)
      .some(({ propertyName, name, type }) => propertyName === field && (name === rule || type === rule));

  it('is known to the pipe by its class, so that its rules are asked', () => {
    const isInput = (type: unknown) => inputs.some(({ target }) => target === type);
    const unknown = handlers.flatMap(({ target, methodName, methodArgs = [] }) => {
      const seen = Reflect.getMetadata('design:paramtypes', target.prototype as object, methodName) as unknown[];
      return methodArgs
        .filter(({ kind, typeFn, index }) => (kind === 'args' || isInput(typeFn())) && seen[index] !== typeFn())
        .map(({ index }) => `${target.name}.${methodName}, argument ${String(index)}`);
    });
    const within = [...inputs, ...lists].flatMap(({ target }) =>
      fieldsOf([...inputs, ...lists], target)
        .filter(({ name, typeFn }) => isInput(typeFn()) && !isChecked(target, name, 'nestedValidation'))
        .map(({ name }) => `${target.name}.${name}`),
    );
    expect([...unknown, ...within]).toEqual([]);
    expect(inputs.length).toBeGreaterThan(3);
  });

  it('has a limit wherever a change takes text', () => {
    const isText = (type: unknown) => type === String || type === ID || (Array.isArray(type) && type.some(isText));
    const unlimited = mutations.flatMap(({ schemaName, methodArgs = [] }) =>
      methodArgs.flatMap((argument) => {
        if (argument.kind === 'arg') return isText(argument.typeFn()) ? [`${schemaName}: ${argument.name}`] : [];
        const type = argument.typeFn() as { readonly prototype: object };
        return fieldsOf(lists, type)
          .filter(({ name, typeFn }) => isText(typeFn()) && !isChecked(type, name, 'maxLength'))
          .map(({ name }) => `${schemaName}: ${name}`);
      }),
    );
    expect(unlimited).toEqual([]);
    expect(mutations.length).toBeGreaterThan(10);
  });
});
