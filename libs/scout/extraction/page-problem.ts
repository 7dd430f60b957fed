/** Why a page that came with status 200 is not what its address promises. */
export type PageProblem = 'not_found' | 'blocked' | 'login_required' | 'empty';

const BLOCKED =
  /\b(?:checking your browser|verify (?:you are|that you are|you're) (?:a )?human|just a moment|enable javascript and cookies|attention required|access denied|request (?:was )?blocked|unusual traffic|are you a robot|complete the captcha|security check to access|incapsula incident|ddos protection by|pardon our interruption)\b/i;
const NOT_FOUND =
  /\b(?:page (?:(?:you (?:are looking for|requested) )?(?:was |is |could |can )?(?:not|n't|no longer) (?:be )?(?:found|available|exists?)|not found)|404 (?:error|not found|page)|error 404|no longer (?:exists|available)|p[áa]gina no encontrada|we can(?:'|’)?t find (?:the|that) page|sorry, (?:this|that|the) page)\b/i;
const LOGIN =
  /\b(?:log ?in|sign ?in) (?:to (?:continue|view|see)|is required)|you must (?:be logged in|log in|sign in)|members only\b/i;

/** A real page that mentions an error in passing is longer than an error page. Characters. */
const ERROR_PAGE_CHARS = 1_500;
const BLOCK_PAGE_CHARS = 3_000;

/** Recognises block pages, "not found" pages and login walls that were sent with 200; null for a page to read. */
export function pageProblem(title: string | null, text: string): PageProblem | null {
  const body = text.trim();
  if (body === '') return 'empty';
  const heading = title ?? '';
  const words = `${heading}\n${body}`;
  if (body.length < BLOCK_PAGE_CHARS && BLOCKED.test(words)) return 'blocked';
  if (/^(?:404|page not found|not found|error 404)\b/i.test(heading.trim()) && body.length < BLOCK_PAGE_CHARS)
    return 'not_found';
  if (body.length >= ERROR_PAGE_CHARS) return null;
  if (NOT_FOUND.test(words)) return 'not_found';
  return LOGIN.test(words) ? 'login_required' : null;
}
