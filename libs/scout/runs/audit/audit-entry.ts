import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One thing somebody did: who, what, why, and how it ended. */
@Entity({ schema: 'audit', name: 'entry' })
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  @Column({ type: 'text' })
  who!: string;

  @Column({ type: 'text' })
  role!: string;

  /** Name of the mutation or action. */
  @Column({ type: 'text' })
  what!: string;

  @Column({ type: 'text', nullable: true })
  target!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** `ok`, a refusal's code, or `error`. */
  @Column({ type: 'text' })
  outcome!: string;
}
