import { EXIT } from './exit-codes.js';

/**
 * What becomes of an error of stdout or stderr: when whoever reads has closed the pipe (`scout journal RUN | head`), it has what it wanted, and the
 * program ends. Throws any other.
 */
export function endWhenClosed(error: NodeJS.ErrnoException, end: (code: number) => void): void {
  if (error.code !== 'EPIPE') throw error;
  end(EXIT.ok);
}
