package moonlet.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import moonlet.lua.process.LuaProcess;

import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ActorSystemImpl;
import org.apache.pekko.actor.Props;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageDispatcher;

import java.util.Map;

/** Makes the actors of processes, on the dispatcher that is theirs alone. */
final class ProcessActors {
    static final String DISPATCHER = "moonlet.processes";

    private static final String FILE = "moonlet-node.conf";

    private final ActorSystemImpl system;
    private final Props props;
    private final MessageDispatcher dispatcher;
    private final MailboxType mailbox;

    ProcessActors(ActorSystem system) {
        this.system = (ActorSystemImpl) system;
        this.props = Props.create(ProcessActor.class, ProcessActor::new).withDispatcher(DISPATCHER);
        this.dispatcher = system.dispatchers().lookup(DISPATCHER);
        this.mailbox = system.mailboxes().getMailboxType(props, dispatcher.configurator().config());
    }

    /** What an actor system needs in order to have them. */
    static Config config() {
        int workers = Runtime.getRuntime().availableProcessors();
        return ConfigFactory.parseMap(Map.of(DISPATCHER + ".parallelism", workers))
                .withFallback(ConfigFactory.parseResources(FILE));
    }

    /** The parent of a host's processes; {@code name} is a path element of an actor. */
    ProcessParent parent(String name) {
        ActorPath path = system.provider().guardian().path().child(name);
        return new ProcessParent(system.provider(), path);
    }

    /** Makes the actor of a process, which takes signals from now on and is to be started. */
    ProcessRef create(ProcessParent parent, LocalProcess handle, LuaProcess process) {
        return new ProcessRef(system, props, dispatcher, mailbox, parent, handle, process);
    }
}
