/** Injection tokens of what has no class of its own. */
export const POOL = Symbol('POOL');
export const STORES = Symbol('STORES');
export const LOGGER = Symbol('LOGGER');
