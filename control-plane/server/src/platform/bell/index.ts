export { Bell, type Ring, type RungBell } from './bell';
export { BELL_USER_LIFETIME_MS, BellUsers, type BellListener, type BellPass } from './bell-users';
export { BellModule } from './bell.module';
export { natsConfiguration, type NatsPlace } from './nats-configuration';
export { makeBellKeys, operatorFile, type BellKeys, type BellOperator } from './operator';
export { parseReply, type BellReply } from './reply';
export type { Desk } from './subjects';
