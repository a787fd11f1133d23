import createFetchClient, { type Client as FetchClient } from 'openapi-fetch';
import type { paths } from './generated/api';

export type { components, operations, paths } from './generated/api';

/** The API, typed by its OpenAPI document: `client.GET('/api/v1/scans/{id}', { params: { path: { id } } })`. */
export type Client = FetchClient<paths>;

/**
 * A client of the control plane at `url` (scheme, host and port) as the holder of `token`. Answers carry
 * either `data` or `error`, a problem document with a stable `code`; only a failing network throws.
 */
export function createClient(url: string, token: string): Client {
  return createFetchClient<paths>({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });
}
