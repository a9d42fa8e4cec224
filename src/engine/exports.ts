/** The engine's exports as TypeScript sees them; what each does is told in assembly/exports/. */
export interface EngineExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  abiVersion(): number;
  init(seed: bigint): number;
  configure(want: number): void;
  reserve(size: number): number;
  free(pointer: number): void;
  memoryAhead(bytes: number): void;
  memoryBytes(): number;
  sysctlSet(slot: number, value: number): void;
  interfaces(): number;
  interfacesCommit(count: number, ethernet: number): void;
  interfacesCount(): number;
  interfaceNamed(name: number, defaults: number): number;
  factsNamed(text: number, length: number): number;
  networkReserve(size: number): number;
  networkCommit(): number;
  rulesetReserve(size: number): number;
  rulesetCommit(): number;
  objectAt(slot: number): number;
  rulesetStats(): number;
  hookAdd(family: number, hook: number, priority: number, id: number): number;
  hookRemove(id: number): void;
  clockSet(time: bigint): void;
  shortcutsSet(level: number): void;
  frames(at: number, count: number): number;
  resultsClear(): void;
  results(): number;
  resultCount(): number;
  side(): number;
  sideLength(): number;
  sideRecordsLost(): number;
  resume(
    slot: number,
    verdict: number,
    setMark: number,
    mark: number,
    bytes: number,
    length: number,
  ): number;
  queued(): number;
  connections(): number;
  connectionsRead(to: number, count: number, from: number): number;
  connectionsNext(): number;
  connectionsEnd(): number;
  connectionsFlush(): void;
  globalsSave(to: number): void;
  globalsLoad(from: number): void;
  globalsCount(): number;
  connectionsExpire(): void;
  connectionFind(tuple: number): number;
  connectionRead(to: number, id: number): void;
  connectionCreate(request: number): number;
  connectionMade(): number;
  connectionUpdate(id: number, request: number): number;
  connectionDelete(id: number): void;
  connectionZero(id: number): void;
  expectationFind(tuple: number): number;
  expectationCreate(record: number): number;
  expectationDelete(id: number): void;
  expectationsFlush(): void;
  expectations(): number;
  expectationsRead(to: number, count: number, from: number): number;
  connectionStats(): number;
  packetData(packet: number): number;
  packetCaptured(packet: number): number;
  packetLength(packet: number): number;
  packetFamily(packet: number): number;
  packetMark(packet: number): number;
  packetSetMark(packet: number, mark: number): void;
  packetIn(packet: number): number;
  packetOut(packet: number): number;
  packetCtInfo(packet: number): number;
  packetReplace(packet: number, bytes: number, length: number): void;
  helperPolicy(helper: number, kind: number, most: number, seconds: number): void;
  expectedMap(
    packet: number,
    id: number,
    address: number,
    port: number,
    destination: boolean,
  ): void;
  expectedRead(met: number): void;
  helpConnection(packet: number): number;
  helpExpect(packet: number, near: boolean, anyMaster: boolean): number;
  helpExpected(packet: number, index: number): number;
  helpForget(packet: number, id: number): number;
  helpLabel(packet: number, label: number): number;
  helpMangle(packet: number, offset: number, size: number, from: number, newSize: number): number;
  helpMark(packet: number, mark: number): void;
  helpMemory(packet: number): number;
  helpPayload(packet: number): number;
  helpProtocol(packet: number): number;
  helpRecord(): number;
  helpRefuse(packet: number, words: number): void;
  helpRenew(packet: number, id: number, seconds: number): number;
  helpTransport(packet: number): number;
  pathSet(kind: number, inInterface: number, outInterface: number): void;
  captureOpen(name: number): number;
  captureRoom(source: number): number;
  captureInput(source: number): number;
  captureFilled(source: number, bytes: number): void;
  captureRun(): number;
  captureSource(): number;
  captureFormat(source: number): number;
  capturePackets(source: number): number;
  captureBigEndian(source: number): number;
  captureDamage(): number;
  captureDamagePacket(): number;
  captureDamageOffset(): number;
  captureDamageValue(): number;
  captureDamageLimit(): number;
  captureInterfaceDefaults(): number;
  captureShare(index: number, count: number): void;
  captureWalked(): number;
  captureClose(): void;
  reportReset(): void;
  reportOutput(kind: number, wanted: number): number;
  reportBegin(): void;
  reportRun(): number;
  reportResult(): number;
  reportTo(): number;
  reportPacket(): number;
  reportSkip(): void;
  reportWanted(): number;
  reportTemplate(kind: number, at: number, size: number): number;
  reportWide(): number;
  reportWideReason(): number;
  reportTally(): number;
  setCreate(index: number, parameters: number): number;
  setDestroy(index: number): void;
  setFlush(index: number): void;
  setSwap(a: number, b: number): void;
  setAdd(index: number, entry: number, exist: number): number;
  setDelete(index: number, entry: number): number;
  setTest(index: number, entry: number): number;
  setRead(index: number, to: number, room: number, from: number): number;
  setReadNext(): number;
  setHashSize(index: number): number;
  setBucketSize(index: number): number;
}
