import type { Wording } from './wording';

export const japanese: Wording = {
  ends: {
    complete: '完了しました',
    partial: '一部未完了で終了しました',
    canceled: 'キャンセルされました',
    failed: '失敗しました',
  },
  severities: { critical: '緊急', high: '高', medium: '中', low: '低', information: '情報' },
  labels: {
    scan: 'スキャン',
    state: '状態',
    reason: '理由',
    started: '開始日時',
    ended: '終了日時',
    new: '新規',
    fixed: '修正済み',
    reopened: '再発',
    total: '検出項目',
    open: 'Scanfleet で開く',
    period: '期間',
    scans: 'スキャン',
    when: '日時',
    severity: '重大度',
    count: '件数',
  },
  noFindings: '検出項目なし',
  allHostsDown: '応答したホストはありませんでした。',
  notDrawn: '検出項目をまとめる前にスキャンが失敗しました。',
  why: 'このメールは、組織の通知ルールの宛先または管理者であるあなたに送信されています。',
  unsubscribe: '配信を停止する',
  colon: '：',
  comma: '、',
  scanSubject: (name, end, counts) => `スキャン「${name}」が${end}${counts && `（${counts}）`}`,
  scanIntroduction: (name, end) => `スキャン「${name}」が${end}。`,
  announcementSubject: (name) => `スキャン「${name}」がまもなく開始されます`,
  announcementIntroduction: (name) => `ジョブ「${name}」のスキャンがスケジュールに従って開始されます。`,
  digestSubject: (every, scans, found) =>
    `${every === 'day' ? '日次' : '週次'}まとめ：スキャン ${scans} 件、新規の検出項目 ${found} 件`,
  digestIntroduction: (every, scans) =>
    `${every === 'day' ? '昨日から' : 'この一週間に'} ${scans} 件のスキャンが終了しました。`,
  more: (scans) => `ほか ${scans} 件のスキャン`,
  noticeSubject: (kind, name) =>
    ({
      'agent-lost': `エージェント「${name}」が応答しません`,
      'pool-quarantined': `プール「${name}」のスキャナーホストを作成できません`,
      'schedule-missed': `スケジュール「${name}」が実行されませんでした`,
      'subscription-canceled': 'サブスクリプションが解約されました',
      'exclusion-expiring': `除外「${name}」の期限が近づいています`,
    })[kind],
  noticeIntroduction: (kind, name) =>
    ({
      'agent-lost': `エージェント「${name}」から連絡がなく、失われたものと見なされました。未完了の作業はほかのエージェントに引き継がれます。`,
      'pool-quarantined': `プール「${name}」のスキャナーホストの作成に繰り返し失敗しました。しばらくの間は作成されず、必要とするスキャンは待機します。`,
      'schedule-missed': `スケジュール「${name}」は予定の時刻にスキャンを開始しませんでした。`,
      'subscription-canceled': `サブスクリプションは ${name} により解約されました。スケジュールは削除されましたが、結果は引き続き閲覧できます。`,
      'exclusion-expiring': `除外「${name}」の期限が近づいています。期限後は対象が再びスキャンされます。`,
    })[kind],
  testSubject: (name) => `「${name}」のテスト`,
  testIntroduction: (name) =>
    `これは通知ルール「${name}」のテストです。何も起きていません。メールはここに届きます。`,
};
