import { z } from 'zod';

const HEAD = `# Every variable that the API and the workers read. Generated from their configuration schemas: do not edit.
# npm start sets all of them by itself; this is for a deployment of your own. A commented line shows the default.
`;

interface Variable {
  description?: string;
  default?: unknown;
  enum?: unknown[];
}

/** The text of .env.example: each variable of the schemas once, in their order, with its meaning and default. */
export function envExample(schemas: readonly z.ZodObject[]): string {
  const seen = new Map<string, string>();
  for (const schema of schemas) {
    const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    for (const [name, property] of Object.entries(described.properties ?? {})) {
      if (!seen.has(name))
        seen.set(name, entry(name, property as Variable, described.required?.includes(name) ?? false));
    }
  }
  return `${HEAD}\n${[...seen.values()].join('\n')}`;
}

function entry(name: string, variable: Variable, required: boolean): string {
  const choices = variable.enum ? ` (${variable.enum.join(' | ')})` : '';
  const meaning = `# ${variable.description ?? name}${choices}${required ? '. Required.' : ''}`;
  const line = required ? `${name}=` : `#${name}=${variable.default === undefined ? '' : String(variable.default)}`;
  return `${meaning}\n${line}\n`;
}
