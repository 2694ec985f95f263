package moonlet.node.cluster;

import moonlet.lua.process.World;
import moonlet.protocol.Pid;

/** A process of another node, as a place where messages can be put. */
public record RemoteProcess(Peer peer, Pid pid) implements World.Target {}
