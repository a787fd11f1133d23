// Running a program and measuring it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';

/**
 * Runs a program to its end with its output thrown away. Gives its wall time in milliseconds and the peak of
 * its resident memory in megabytes (the kernel's own high-water mark, read every 20 ms; children not counted).
 */
export function timed(file, args, { env = {}, codes = [0] } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
    const errors = [];
    child.stderr.on('data', (bytes) => errors.push(bytes));
    let peakMb = 0;
    const look = setInterval(() => (peakMb = Math.max(peakMb, memoryMb(child.pid, 'VmHWM'))), 20);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(look);
      if (codes.includes(code)) resolve({ ms: performance.now() - start, peakMb });
      else
        reject(
          new Error(
            `${file} ${args.join(' ')}: exit code ${code}\n${Buffer.concat(errors).toString('utf8')}`,
          ),
        );
    });
  });
}

/** A memory figure of /proc/PID/status in megabytes: VmRSS (now) or VmHWM (the most so far); 0 when gone. */
export function memoryMb(pid, field) {
  try {
    const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value below which the share `p` of them lies. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))];
}
