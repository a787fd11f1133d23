import { parseReply } from './reply';

const SHORT = '$JS.ACK.WORK_0198.nmap.2.1041.77.1763800000000000000.3';

describe('parseReply', () => {
  it('reads the subject of nine tokens', () => {
    expect(parseReply(SHORT)).toEqual({ stream: 'WORK_0198', consumer: 'nmap', sequence: 1041 });
  });

  it.each([
    '$JS.ACK._.Gw3h6dFe.WORK_0198.nmap.2.1041.77.1763800000000000000.3',
    '$JS.ACK.hub.Gw3h6dFe.WORK_0198.nmap.2.1041.77.1763800000000000000.3.x9Tq1',
  ])('reads the longer form: %s', (subject) => {
    expect(parseReply(subject)).toEqual({ stream: 'WORK_0198', consumer: 'nmap', sequence: 1041 });
  });

  it.each([
    '',
    'work.0198.nmap',
    '$JS.API.STREAM.DELETE.WORK_0198',
    '$JS.ACK.WORK_0198.nmap',
    '$JS.ACK.WORK_0198.>',
    '$JS.ACK.WORK_0198.*.2.1041.77.1763800000000000000.3',
    '$JS.ACK.WORK_0198.nmap.2.-1.77.1763800000000000000.3',
    '$JS.ACK.WORK_0198.nmap.2.1e3.77.1763800000000000000.3',
    '$JS.ACK.WORK_0198.nmap.2.99999999999999999999.77.1763800000000000000.3',
    '$JS.ACK.WORK_0198.nmap.2.9007199254740993.77.1763800000000000000.3',
    '$JS.ACK.WORK_0198.nm ap.2.1041.77.1763800000000000000.3',
    '$JS.ACK.WORK_0198..2.1041.77.1763800000000000000.3',
    `${SHORT}\r\nPUB x 1`,
    `${SHORT}.4`,
    `${SHORT}.4.5.6.7`,
    `$JS.ACK.${'x'.repeat(600)}.nmap.2.1041.77.1763800000000000000.3`,
  ])('reads nothing else: %s', (subject) => {
    expect(parseReply(subject)).toBeUndefined();
  });

  it('reads no part of a good subject', () => {
    for (let length = 0; length < SHORT.length; length++) {
      expect(parseReply(SHORT.slice(0, length))).toBeUndefined();
    }
  });
});
