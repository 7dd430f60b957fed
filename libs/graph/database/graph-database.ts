import neo4j from 'neo4j-driver';
import type { Driver, ManagedTransaction, Plan } from 'neo4j-driver';
import { isAway } from './away.js';
import { plain } from './plain.js';
import { Turns } from './turns.js';

export type CypherParams = Readonly<Record<string, unknown>>;

/** A write transaction: statements run in order and are committed together, or not at all. */
export interface GraphTransaction {
  /** Rows of the statement as plain data (see `plain`). */
  run<Row = Record<string, unknown>>(cypher: string, params?: CypherParams): Promise<Row[]>;
}

export interface GraphConnection {
  /** `bolt://host:port` or `neo4j://…`. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database?: string;
  /** A statement running longer is stopped by the server. Default 60 s. */
  readonly timeoutMs?: number;
  /** How long transient errors (deadlock, leader change, lost connection) are retried. Default 15 s. */
  readonly retryForMs?: number;
}

/** What every write transaction of a handle begins with; a throw rolls it back. */
export type WriteGuard = (tx: GraphTransaction) => Promise<void>;

/** What write transactions of a handle have in common. */
interface Beginning {
  /** The lock that they take first. */
  readonly lock: string;
  readonly guard: WriteGuard;
}

interface Times {
  readonly timeoutMs: number;
  readonly retryForMs: number;
}

/** A turn lasts this many time limits at most: time to wait for a connection and to try again. The server has ended its transaction by then. */
const LIMITS_PER_TURN = 2;

/** The one way to Neo4j: transactions with retries of transient errors and a time limit; rows come back as plain data. */
export class GraphDatabase {
  constructor(
    private readonly driver: Driver,
    private readonly database: string | undefined,
    private readonly times: Times,
    private readonly beginning: Beginning | null = null,
    private readonly turns = new Turns(),
  ) {}

  /**
   * The same connection for transactions that begin with taking one lock: those of this process and lock go one at a time, in the order they were
   * asked for. They would wait for each other in Neo4j anyway, but there each one that waits asks for the lock a thousand times a second, and some
   * dozens of them leave no processor to the one that holds it. `guard` is what each of them begins with.
   */
  inTurn(lock: string, guard: WriteGuard = () => Promise.resolve()): GraphDatabase {
    return new GraphDatabase(this.driver, this.database, this.times, { lock, guard }, this.turns);
  }

  /** Rows of a reading statement. */
  async read<Row = Record<string, unknown>>(cypher: string, params: CypherParams = {}): Promise<Row[]> {
    const session = this.session(neo4j.session.READ);
    try {
      return await session.executeRead((tx) => rows<Row>(tx, cypher, params), { timeout: this.times.timeoutMs });
    } finally {
      await session.close();
    }
  }

  /** Rows of a writing statement, committed. */
  async write<Row = Record<string, unknown>>(cypher: string, params: CypherParams = {}): Promise<Row[]> {
    return this.inWriteTransaction((tx) => tx.run<Row>(cypher, params));
  }

  /**
   * What `work` returns, its statements committed together. After a transient error the whole of `work` runs again
   * in a new transaction: it must have no effects outside of it. `timeoutMs` replaces the connection's limit.
   */
  async inWriteTransaction<T>(
    work: (tx: GraphTransaction) => Promise<T>,
    timeoutMs = this.times.timeoutMs,
  ): Promise<T> {
    const { beginning } = this;
    if (beginning === null) return this.transact(work, timeoutMs);
    const { lock, guard } = beginning;
    const guarded = async (tx: GraphTransaction): Promise<T> => {
      await guard(tx);
      return work(tx);
    };
    return this.turns.take(lock, () => this.transact(guarded, timeoutMs), {
      limitMs: LIMITS_PER_TURN * timeoutMs,
      patienceMs: this.times.retryForMs,
      isAway,
    });
  }

  private async transact<T>(work: (tx: GraphTransaction) => Promise<T>, timeoutMs: number): Promise<T> {
    const session = this.session(neo4j.session.WRITE);
    try {
      return await session.executeWrite(
        (tx) => work({ run: <Row>(cypher: string, params: CypherParams = {}) => rows<Row>(tx, cypher, params) }),
        { timeout: timeoutMs },
      );
    } finally {
      await session.close();
    }
  }

  /** Operators of the statement's plan, the last first; the statement is not run. */
  async explain(cypher: string, params: CypherParams = {}): Promise<string[]> {
    const session = this.session(neo4j.session.READ);
    try {
      const result = await session.run(`EXPLAIN ${cypher}`, params);
      return result.summary.plan === false ? [] : operatorsOf(result.summary.plan);
    } finally {
      await session.close();
    }
  }

  /** Address and version of the server that answers; throws the driver's error when none does or the password is wrong. */
  async verify(): Promise<{ readonly address: string; readonly version: string }> {
    const info = await this.driver.getServerInfo(this.database === undefined ? {} : { database: this.database });
    return { address: info.address ?? 'unknown', version: info.agent ?? 'unknown' };
  }

  /** Closes all connections; later calls fail. */
  async close(): Promise<void> {
    await this.driver.close();
  }

  private session(defaultAccessMode: 'READ' | 'WRITE') {
    return this.driver.session({
      defaultAccessMode,
      ...(this.database === undefined ? {} : { database: this.database }),
    });
  }
}

/** A database handle; no connection is made before the first statement (or `verify`). */
export function connectGraph(connection: GraphConnection): GraphDatabase {
  const { timeoutMs = 60_000, retryForMs = 15_000 } = connection;
  const driver = neo4j.driver(connection.uri, neo4j.auth.basic(connection.user, connection.password), {
    disableLosslessIntegers: true,
    connectionTimeout: 10_000,
    connectionAcquisitionTimeout: 30_000,
    maxTransactionRetryTime: retryForMs,
    userAgent: 'community-scout',
  });
  return new GraphDatabase(driver, connection.database, { timeoutMs, retryForMs });
}

async function rows<Row>(tx: ManagedTransaction, cypher: string, params: CypherParams): Promise<Row[]> {
  const result = await tx.run(cypher, params);
  return result.records.map((record) => plain(record.toObject()) as Row);
}

function operatorsOf(plan: Plan): string[] {
  return [plan.operatorType, ...plan.children.flatMap(operatorsOf)];
}
