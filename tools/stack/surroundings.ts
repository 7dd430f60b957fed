/** The environment that this program was started in; read here and nowhere else in tools/stack. */
export const surroundings: NodeJS.ProcessEnv = process.env;

/** What every process of the stack gets of it. SCOUT_CI_MARK lets .ci/run tell afterwards what was left running. */
const BASICS = ['PATH', 'HOME', 'TZ', 'LANG', 'JAVA_HOME', 'SCOUT_CI_MARK'];

/** The part of an environment that any program needs to run at all, and nothing secret. */
export function basics(from: NodeJS.ProcessEnv = surroundings): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(from).filter(([name]) => BASICS.includes(name)));
}
