import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { SignalRepository, type Signal } from '#graph';
import { AccessFor } from '../auth/access.js';
import { ReviewArgs, ReviewManyArgs, ReviewedSignals } from './review.types.js';
import { SignalObject } from './signal.types.js';

/** What an operator decides about signals, whatever was decided before. */
@Resolver()
@AccessFor('operator')
export class ReviewResolver {
  constructor(private readonly signals: SignalRepository) {}

  @Mutation(() => SignalObject, {
    nullable: true,
    description: 'Sets what an operator decided about a signal; null when there is none.',
  })
  async reviewSignal(@Args() { id, status, reason }: ReviewArgs): Promise<Signal | null> {
    await this.signals.setReview([{ id, status, reason: reason ?? null }]);
    return this.signals.get(id);
  }

  @Mutation(() => ReviewedSignals, { description: 'The same for many signals at once.' })
  async reviewSignals(@Args() { ids, status, reason }: ReviewManyArgs): Promise<ReviewedSignals> {
    await this.signals.setReview(ids.map((id) => ({ id, status, reason: reason ?? null })));
    const changed = await this.signals.getMany(ids);
    const found = new Set(changed.map(({ id }) => id));
    return { changed, notFound: [...new Set(ids)].filter((id) => !found.has(id)) };
  }
}
