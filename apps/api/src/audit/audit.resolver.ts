import { Args, Query, Resolver } from '@nestjs/graphql';
import { AuditLog } from '#scout/runs';
import { AccessFor } from '../auth/access.js';
import { ApiError } from '../graphql/api-error.js';
import { PageArgs, connection, pageSize, type Connection } from '../graphql/connection.js';
import { AuditConnection, AuditEntryType } from './audit.types.js';

/** Who did what. */
@Resolver(() => AuditEntryType)
@AccessFor('admin')
export class AuditResolver {
  constructor(private readonly log: AuditLog) {}

  @Query(() => AuditConnection, { description: 'Newest first. Admins only.' })
  async auditLog(@Args() page: PageArgs): Promise<Connection<AuditEntryType>> {
    const size = pageSize(page.first);
    if (page.after && !/^\d{1,18}$/.test(page.after))
      throw new ApiError(
        'BAD_USER_INPUT',
        'This cursor is none of this list: pass the endCursor of an earlier page, or none.',
      );
    const { items, totalCount } = await this.log.list({ first: size + 1, before: page.after || null });
    return connection<AuditEntryType>({
      items: items.slice(0, size),
      totalCount,
      hasNextPage: items.length > size,
      hasPreviousPage: Boolean(page.after),
      cursorOf: (entry) => entry.id,
    });
  }
}
