export type { Caller } from './caller';
export { EventStream, type StreamEvent } from './event-stream';
export { Given, IdParameter, Name, pageModels, pageSchema, Several, SortBy } from './fields';
export { Idempotency } from './idempotency';
export { Labels } from './labels';
export {
  describePaths,
  pageKey,
  pageSql,
  planList,
  prefixPattern,
  type FieldValue,
  type ListGrammar,
  type ListPath,
  type ListPlan,
  type ListRequest,
  type ListSource,
  type Piece,
} from './list-query';
export {
  decodeCursor,
  encodeCursor,
  pageOf,
  PageQuery,
  type CursorPart,
  type Page,
  type PageKey,
} from './paging';
export { problemOf, PROBLEM_TYPE, refusalOf, type Problem } from './problem';
export { ProblemFilter } from './problem.filter';
export { RouteTable, type Route } from './route-table';
export {
  etagOf,
  IfMatch,
  outdated,
  Versioned,
  withEtag,
  type ExpectedVersion,
  type Version,
} from './versions';
export { fieldsOf, invalid, RequestValidation } from './validation';
export { ANSWER_WITHIN_MS, httpAdapter, prepareHttp } from './server';
export { takeAsStream } from './streamed-bodies';
