import { deleteRate, updateRate } from './change-rate.ts';
import { createRate } from './create-rate.ts';
import { createTariffplan } from './create-tariffplan.ts';
import { deleteTariffplan } from './delete-tariffplan.ts';
import { importRates } from './import-rates.ts';
import { previewRates } from './preview-rates.ts';
import { priceCall } from './price-call.ts';
import { getCustomerTariffplans, getRate, getTariffplan, getTariffplanRates } from './queries.ts';
import { updateTariffplan } from './update-tariffplan.ts';

export const tariffplanQueries = {
  getTariffplan,
  getRate,
  getCustomerTariffplans,
  getTariffplanRates,
  priceCall,
};
export const tariffplanMutations = {
  deleteTariffplan,
  updateRate,
  deleteRate,
  createTariffplan,
  updateTariffplan,
  createRate,
};
export const tariffplanStreams = { importRates, previewRates };
