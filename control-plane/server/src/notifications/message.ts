import type { SendMailOptions } from 'nodemailer';
import { EMAIL } from '../auth';
import { oneLine } from './escaping';
import type { MailText } from './mail';

/** One mail to one reader. */
export interface Letter extends MailText {
  /** The same for every attempt: a mailbox that got it twice can tell. */
  readonly messageId: string;
  readonly to: { readonly address: string; readonly name: string };
  readonly tenantId: string;
  readonly unsubscribeUrl: string;
}

/**
 * The message for nodemailer. Recipients are objects, checked here once more, and the envelope is said apart, because in
 * a string a comma makes two recipients. Nothing is ever read from a file or a URL. RFC 8058 for leaving with one click,
 * RFC 3834 so that no autoresponder answers. @throws Error for an address that is none.
 */
export function messageOf(letter: Letter, from: string): SendMailOptions {
  const { address, name } = letter.to;
  if (!EMAIL.test(address)) throw new Error('not an e-mail address');
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    from: { name: 'Scanfleet', address: from },
    to: { name: oneLine(name, 100), address },
    envelope: { from, to: [address] },
    subject: oneLine(letter.subject, 200),
    text: letter.text,
    html: letter.html,
    messageId: `<${letter.messageId}@${domain}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Id': `<${letter.tenantId}.${domain}>`,
      'List-Unsubscribe': { prepared: true, value: `<${letter.unsubscribeUrl}>` },
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
