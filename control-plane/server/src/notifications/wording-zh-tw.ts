import type { Wording } from './wording';

export const chinese: Wording = {
  ends: { complete: '已完成', partial: '已完成（部分）', canceled: '已取消', failed: '失敗' },
  severities: { critical: '嚴重', high: '高', medium: '中', low: '低', information: '資訊' },
  labels: {
    scan: '掃描',
    state: '狀態',
    reason: '原因',
    started: '開始時間',
    ended: '結束時間',
    new: '新發現',
    fixed: '已修復',
    reopened: '再次出現',
    total: '發現項目',
    open: '在 Scanfleet 中開啟',
    period: '期間',
    scans: '掃描',
    when: '時間',
    severity: '嚴重性',
    count: '數量',
  },
  noFindings: '沒有發現項目',
  allHostsDown: '沒有主機回應。',
  notDrawn: '掃描在整理出發現項目之前就失敗了。',
  why: '您收到這封郵件，是因為貴組織的通知規則包含了您，或您是其管理員。',
  unsubscribe: '取消訂閱',
  colon: '：',
  comma: '、',
  scanSubject: (name, end, counts) => `掃描「${name}」${end}${counts && `（${counts}）`}`,
  scanIntroduction: (name, end) => `掃描「${name}」${end}。`,
  announcementSubject: (name) => `掃描「${name}」即將開始`,
  announcementIntroduction: (name) => `工作「${name}」的掃描將依排程開始。`,
  digestSubject: (every, scans, found) =>
    `${every === 'day' ? '每日' : '每週'}摘要：${scans} 次掃描、${found} 個新發現項目`,
  digestIntroduction: (every, scans) =>
    `${every === 'day' ? '自昨天以來' : '過去一週'}共有 ${scans} 次掃描結束。`,
  more: (scans) => `另有 ${scans} 次掃描`,
  noticeSubject: (kind, name) =>
    ({
      'agent-lost': `代理程式「${name}」失去聯繫`,
      'pool-quarantined': `無法為集區「${name}」建立掃描主機`,
      'schedule-missed': `排程「${name}」未執行`,
      'subscription-canceled': '訂閱已取消',
      'exclusion-expiring': `排除項目「${name}」即將到期`,
    })[kind],
  noticeIntroduction: (kind, name) =>
    ({
      'agent-lost': `代理程式「${name}」已失去聯繫，視為遺失。其未完成的工作將轉交給其他代理程式。`,
      'pool-quarantined': `為集區「${name}」建立掃描主機一再失敗。暫時不再建立；需要主機的掃描將會等候。`,
      'schedule-missed': `排程「${name}」未在預定時間啟動掃描。`,
      'subscription-canceled': `訂閱已由 ${name} 取消。其排程已移除；結果仍可查閱。`,
      'exclusion-expiring': `排除項目「${name}」即將到期。到期後，其所列的目標將再次被掃描。`,
    })[kind],
  testSubject: (name) => `「${name}」測試`,
  testIntroduction: (name) => `這是通知規則「${name}」的測試。沒有發生任何事件；郵件可以送達這裡。`,
};
