import { Ledger1763800000001 } from './0001-ledger';
import { Lifecycle1764000000002 } from './0002-lifecycle';
import { FindingsRemember1764000000003 } from './0003-findings-remember';
import { Audit1764200000004 } from './0004-audit';
import { Access1764200000005 } from './0005-access';
import { Subscriptions1764200000006 } from './0006-subscriptions';
import { Assets1764200000007 } from './0007-assets';
import { JobsGrow1764200000008 } from './0008-jobs';
import { Schedules1764200000009 } from './0009-schedules';
import { Notifications1764200000010 } from './0010-notifications';
import { Dispatch1764200000011 } from './0011-dispatch';
import { Lists1764200000012 } from './0012-lists';
import { Holds1764200000013 } from './0013-holds';
import { JobSelections1764200000014 } from './0014-jobs';
import { Deliveries1764200000015 } from './0015-notifications';
import { Inventory1764200000016 } from './0016-inventory';
import { Stops1764200000017 } from './0017-stops';
import { NamedSchedules1764200000018 } from './0018-named-schedules';
import { Rates1764200000019 } from './0019-rates';
import { Announcements1764200000020 } from './0020-announcements';
import { Inside1764200000021 } from './0021-inside';
import { Packages1764200000022 } from './0022-packages';
import { Seen1764200000023 } from './0023-seen';
import { Credentials1764200000024 } from './0024-credentials';
import { Evaluations1764200000025 } from './0025-evaluations';
import { ContentChanges1764200000026 } from './0026-content-changes';
import { Reports1764200000027 } from './0027-reports';
import { Imports1764200000028 } from './0028-imports';
import { SystemContent1764200000029 } from './0029-system-content';
import { Provisioning1764200000030 } from './0030-provisioning';
import { AgentOperations1764200000031 } from './0031-agents';
import { Heartbeats1764200000032 } from './0032-heartbeats';
import { Inventories1764200000033 } from './0033-inventories';
import { ScannerChoice1764200000034 } from './0034-scanner-choice';
import { SupportBundles1764200000035 } from './0035-support-bundles';
import { HostLabels1764200000036 } from './0036-host-labels';
import { AgentVersions1764200000037 } from './0037-agent-versions';

/** Every migration, oldest first. Append only. */
export const migrations = [
  Ledger1763800000001,
  Lifecycle1764000000002,
  FindingsRemember1764000000003,
  Audit1764200000004,
  Access1764200000005,
  Subscriptions1764200000006,
  Assets1764200000007,
  JobsGrow1764200000008,
  Schedules1764200000009,
  Notifications1764200000010,
  Dispatch1764200000011,
  Lists1764200000012,
  Holds1764200000013,
  JobSelections1764200000014,
  Deliveries1764200000015,
  Inventory1764200000016,
  Stops1764200000017,
  NamedSchedules1764200000018,
  Rates1764200000019,
  Announcements1764200000020,
  Inside1764200000021,
  Packages1764200000022,
  Seen1764200000023,
  Credentials1764200000024,
  Evaluations1764200000025,
  ContentChanges1764200000026,
  Reports1764200000027,
  Imports1764200000028,
  SystemContent1764200000029,
  Provisioning1764200000030,
  AgentOperations1764200000031,
  Heartbeats1764200000032,
  Inventories1764200000033,
  ScannerChoice1764200000034,
  SupportBundles1764200000035,
  HostLabels1764200000036,
  AgentVersions1764200000037,
];
