import { Controller, Get, HttpCode, Inject, Post, Query, Res, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { errorCodes, type FastifyInstance, type FastifyReply } from 'fastify';
import { Open } from '../auth';
import { Refusal, RefusalError } from '../platform';
import { html, type Html } from './escaping';
import { Unsubscribes } from './unsubscribes';

const ROUTE = '/unsubscribe';
/** As mail programs send the one click (RFC 8058 §3.2), and browsers the form. */
const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];
const MOST_FORM_BYTES = 4_096;
const POLICY = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

class TokenQuery {
  @IsString()
  @MaxLength(1_100)
  token: string;
}

/**
 * Leaves a tenant's mails with the token in each of them, without a log-in. A look alone changes nothing: programs that
 * check the links of mails would unsubscribe their readers.
 */
@ApiExcludeController()
@Open()
@Controller('unsubscribe')
export class UnsubscribeController implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Unsubscribes) private readonly unsubscribes: Unsubscribes,
  ) {}

  /** What the form says is in the token already: its body is read and dropped. No other route takes a form. */
  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const options = { parseAs: 'buffer', bodyLimit: MOST_FORM_BYTES } as const;
    fastify.addContentTypeParser(FORMS, options, (request, _body, done) => {
      if (request.routeOptions.url === ROUTE) done(null, {});
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type'] ?? ''));
    });
  }

  @Get()
  async ask(@Query() { token }: TokenQuery, @Res() reply: FastifyReply): Promise<void> {
    const reader = this.unsubscribes.readerOf(token);
    if (!reader) throw new RefusalError(invalidToken());
    const action = `${ROUTE}?token=${token}`;
    await page(
      reply,
      html`<p>${reader.email}</p>
        <form method="post" action="${action}">
          <button>Unsubscribe · 取消訂閱 · 配信を停止する</button>
        </form>`,
    );
  }

  @Post()
  @HttpCode(200)
  async leave(@Query() { token }: TokenQuery, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.unsubscribes.unsubscribe(token))) throw new RefusalError(invalidToken());
    await page(reply, html`<p>Unsubscribed. · 已取消訂閱。 · 配信を停止しました。</p>`);
  }
}

const invalidToken = (): Refusal =>
  new Refusal('invalid-token', 400, 'The link is not one that a mail of ours holds.');

async function page(reply: FastifyReply, body: Html): Promise<void> {
  const whole = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="robots" content="noindex" />
        <title>Scanfleet</title>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
  await reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', POLICY)
    .header('cache-control', 'no-store')
    .send(whole.text);
}
