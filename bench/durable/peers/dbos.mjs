/** DBOS Transact: the same workload with workflows started in process. */
import { DBOS } from '@dbos-inc/dbos-sdk';
import { report } from './report.mjs';

const [steps, inFlight, warmUpMs, measuredMs] = process.argv.slice(2).map(Number);
DBOS.setConfig({
  name: 'bench',
  systemDatabaseUrl: process.env.DATABASE_URL,
  logLevel: 'error',
  runAdminServer: false,
});
const workflow = DBOS.registerWorkflow(
  async () => {
    for (let step = 0; step < steps; step += 1)
      await DBOS.runStep(() => Promise.resolve({ n: 1 }), { name: `step ${step}` });
  },
  { name: 'bench' },
);
await DBOS.launch();
await report({ inFlight, warmUpMs, measuredMs }, async () => {
  const handle = await DBOS.startWorkflow(workflow)();
  await handle.getResult();
});
await DBOS.shutdown();
process.exit(0);
