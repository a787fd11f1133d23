export { Dispatcher } from './dispatcher';
export { DispatcherModule } from './dispatcher.module';
export { Reaper } from './reaper';
export { Watch } from './watch';
