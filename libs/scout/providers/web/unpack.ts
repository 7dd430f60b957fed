import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import { errorCode } from '../http/error-text.js';

/** The body is larger than allowed, as sent or as unpacked. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}
/** The body is not what its Content-Encoding says, or that is one we do not read. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
}

const ungzip = promisify<Buffer, object, Buffer>(gunzip);
const undeflate = promisify<Buffer, object, Buffer>(inflate);
const undeflateRaw = promisify<Buffer, object, Buffer>(inflateRaw);
const unbrotli = promisify<Buffer, object, Buffer>(brotliDecompress);

/** More layers than this are an attack, not a web server. */
const MAX_LAYERS = 2;

async function unpackLayer(body: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  // SYNC_FLUSH keeps what a cut-off stream held so far.
  const zlib = { maxOutputLength: maxBytes, finishFlush: constants.Z_SYNC_FLUSH };
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      // Some servers announce gzip and send plain text.
      return body[0] === 0x1f && body[1] === 0x8b ? ungzip(body, zlib) : body;
    case 'deflate':
      return ((body[0] ?? 0) & 0x0f) === 8 ? undeflate(body, zlib) : undeflateRaw(body, zlib);
    case 'br':
      return unbrotli(body, { maxOutputLength: maxBytes, finishFlush: constants.BROTLI_OPERATION_FLUSH });
    default:
      throw new EncodingError(`content encoding "${encoding}" is not read here`);
  }
}

/**
 * Undoes a Content-Encoding header (`gzip`, `deflate`, `br`, up to two layers). Unpacking stops at `maxBytes`:
 * a bomb costs no more memory than an honest page. Throws TooLargeError or EncodingError.
 */
export async function unpack(body: Buffer, contentEncoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const layers = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((layer) => layer.trim())
    .filter((layer) => layer !== '' && layer !== 'identity');
  if (layers.length > MAX_LAYERS) throw new EncodingError(`${String(layers.length)} layers of content encoding`);
  let unpacked = body;
  for (const layer of layers.reverse()) {
    try {
      unpacked = unpacked.length === 0 ? unpacked : await unpackLayer(unpacked, layer, maxBytes);
    } catch (error) {
      if (error instanceof EncodingError) throw error;
      if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE')
        throw new TooLargeError(`more than ${String(maxBytes)} bytes when unpacked`, { cause: error });
      throw new EncodingError(`the body is not valid ${layer}`, { cause: error });
    }
  }
  return unpacked;
}
