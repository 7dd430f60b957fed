/** Codes of refusals that stand until a person mends what they refuse: a key, an account, a password. */
const REFUSES_EVERY_ITEM = /^(?:CREDENTIAL_REFUSED|PROVIDER_SPEND_LIMIT|Neo\.ClientError\.Security\..+)$/;

/** Whether an error with this code ends a phase whatever worked before: no item is spared by what it names until somebody mends it. */
export const refusesEveryItem = (code: string | undefined): boolean => REFUSES_EVERY_ITEM.test(code ?? '');
