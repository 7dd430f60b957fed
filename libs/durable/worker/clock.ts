/** Postgres time, told from the difference to the local clock at the claim: deadlines must not depend on which machine runs the workflow. */
export class Clock {
  private readonly skewMs: number;

  constructor(
    postgresNow: Date,
    private readonly local: () => number,
  ) {
    this.skewMs = postgresNow.getTime() - local();
  }

  now(): Date {
    return new Date(this.local() + this.skewMs);
  }
}
