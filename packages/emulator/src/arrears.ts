/** An account that owes money: the cloud locks what it bills. */
import type { Account } from './access.ts';
import type { BusinessStatus } from './world/privatelink.ts';
import type { World } from './world.ts';

export function businessStatusOf({ arrears }: Account): BusinessStatus {
  return arrears ? 'FinancialLocked' : 'Normal';
}

/** Locks or frees every endpoint service and endpoint of the account at once. That traffic goes on all the while is a guess (fidelity.ts). */
export function setArrears(world: World, account: Account, arrears: boolean): void {
  account.arrears = arrears;
  world.touch('account', account.id);
  const businessStatus = businessStatusOf(account);
  for (const [kind, objects] of [['service', world.services] as const, ['endpoint', world.endpoints] as const]) {
    for (const object of objects.values()) {
      if (object.accountId !== account.id) continue;
      object.businessStatus = businessStatus;
      world.touch(kind, object.id);
    }
  }
}
