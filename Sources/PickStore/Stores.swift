/// Every store protocol; each driver adopts all of them.
package typealias Stores =
  AccountStore & CatalogStore & ChoiceStore & DeviceSignInStore & ImportStore & LedgerStore
  & NameStore & OperatorStore & RetentionStore & SessionStore & WatchStore
