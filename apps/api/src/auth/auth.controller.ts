import { Body, Controller, HttpCode, Inject, Ip, Post, Req, Res } from '@nestjs/common';
import { IsString, MaxLength, MinLength } from 'class-validator';
import type { Response } from 'express';
import { ApiError } from '../graphql/api-error.js';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { AccessFor, Public } from './access.js';
import { callerOf, type CalledRequest } from './caller.js';
import { SESSION_COOKIE, Sessions } from './sessions.js';
import { SignInCodes } from './sign-in-codes.js';

class SignInBody {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  code!: string;
}

/** Sessions of the dashboard: a one-time code becomes a cookie. */
@Controller('auth')
export class AuthController {
  constructor(
    private readonly codes: SignInCodes,
    private readonly sessions: Sessions,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Public()
  async signIn(
    @Body() body: SignInBody,
    @Ip() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ role: string }> {
    const redeemed = await this.codes.redeem(body.code, address);
    if (redeemed.kind === 'throttled')
      throw new ApiError('TOO_MANY_REQUESTS', 'Too many wrong codes. Wait a minute and try again.');
    if (redeemed.kind === 'unknown') {
      throw new ApiError(
        'UNAUTHENTICATED',
        'This sign-in code is not valid, or was used before. Ask for a new link (`npm run scout -- sign-in-link`), or restart the system.',
      );
    }
    const { token, maxAgeMs } = await this.sessions.issue(redeemed.role);
    response.cookie(SESSION_COOKIE, token, { ...this.cookieOptions(), maxAge: maxAgeMs });
    return { role: redeemed.role.toUpperCase() };
  }

  @Post('sign-out')
  @HttpCode(204)
  @Public()
  signOut(@Res({ passthrough: true }) response: Response): void {
    response.clearCookie(SESSION_COOKIE, this.cookieOptions());
  }

  /** A fresh one-time link to the dashboard, for a session with the caller's own role. */
  @Post('sign-in-code')
  @HttpCode(201)
  @AccessFor('viewer')
  issueCode(@Req() request: CalledRequest): { code: string; url: string } {
    const code = this.codes.issue(callerOf(request).role ?? 'viewer');
    const url = new URL('/sign-in', this.config.adminUrl);
    url.searchParams.set('code', code);
    return { code, url: url.href };
  }

  private cookieOptions() {
    return {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      secure: this.config.adminUrl.startsWith('https:'),
    } as const;
  }
}
