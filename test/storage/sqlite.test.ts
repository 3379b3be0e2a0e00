import { storeContract } from '../contracts/store.ts'
import { startSqlite } from './sqlite-record.ts'

storeContract('the record in SQLite', startSqlite)
