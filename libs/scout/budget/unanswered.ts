import { RetryableError } from '#durable';

/** A call was sent and nothing usable came back: it is worth another try, and may be charged for. */
export class Unanswered extends RetryableError {}
