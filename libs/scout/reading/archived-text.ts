import { TerminalError } from '#durable';
import type { PhaseContext } from '../phases/phase.js';

/** The main text of an archived page. An id that is not there is a defect, not weather: it is not tried again. */
export async function archivedText({ services }: Pick<PhaseContext, 'services'>, archiveId: string): Promise<string> {
  const page = await services.archive.get(archiveId);
  if (page === null)
    throw new TerminalError(
      `The archive has no page ${archiveId}: was the database restored without it?`,
      'ARCHIVE_MISSING',
    );
  return page.mainText;
}
