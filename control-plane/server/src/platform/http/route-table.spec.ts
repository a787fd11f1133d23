import { RouteTable } from './route-table';

describe('the route table', () => {
  const table = new RouteTable();
  table.add(['GET', 'HEAD'], '/jobs/:id');
  table.add('POST', '/jobs/:id');
  table.add('POST', '/jobs');

  it('knows which methods a path has, whatever its query', () => {
    expect(table.methodsAt('/jobs/1?x=/jobs')).toEqual(['GET', 'HEAD', 'POST']);
    expect(table.methodsAt('/jobs')).toEqual(['POST']);
    expect(table.methodsAt('/jobs/')).toEqual([]);
    expect(table.methodsAt('/jobs/1/2')).toEqual([]);
    expect(table.methodsAt('/')).toEqual([]);
  });
});
