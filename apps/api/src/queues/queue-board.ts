import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { DurableClient } from '#durable';
import { workflowQueues } from '#scout/runs';
import { callerOf } from '../auth/caller.js';
import { accessRefusal } from '../auth/access.guard.js';

export const QUEUES_PATH = '/queues';

/** Bull Board over the queues of all workflows, for operators. `readOnly`: nothing can be changed from there. */
export function queueBoard(durable: DurableClient, options: { readonly readOnly: boolean }): RequestHandler[] {
  const server = new ExpressAdapter();
  server.setBasePath(QUEUES_PATH);
  createBullBoard({
    queues: [...new Set(Object.values(workflowQueues()))].map(
      (name) =>
        new BullMQAdapter(durable.queue(name), { readOnlyMode: options.readOnly, allowRetries: !options.readOnly }),
    ),
    serverAdapter: server,
    options: { uiConfig: { boardTitle: 'Scout queues' } },
  });
  return [forOperators, withoutNetwork, server.getRouter() as RequestHandler];
}

/** Its page asks for fonts of another site; it has to do with what is here. Its own styles and icons stand in the page in part. */
const FROM_HERE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

function withoutNetwork(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('content-security-policy', FROM_HERE);
  next();
}

function forOperators(request: Request, response: Response, next: NextFunction): void {
  const refusal = accessRefusal('operator', callerOf(request));
  if (refusal === null) {
    next();
    return;
  }
  response.status(refusal.status).json({ errors: [{ message: refusal.message, extensions: { code: refusal.code } }] });
}
