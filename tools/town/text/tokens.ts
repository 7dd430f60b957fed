/** Tokens of a text as a provider would roughly count them: four characters each, at least one. */
export const estimatedTokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));
