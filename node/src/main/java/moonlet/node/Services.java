package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.lua.process.Payloads;
import moonlet.node.app.Entry;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Processes that the node starts by itself, as {@code process.service} entries ask. */
final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private Services() {}

    /**
     * Starts the process of a service; its end is logged. Returns why it could not start.
     *
     * @param context with actor and scope of the service
     */
    static Optional<Failure> start(Entry.ServiceEntry service, Spawning spawning, Context context) {
        RunningProcess running =
                spawning.spawn(
                        service.process(), service.host(), Payloads.of(service.input()), context);
        Outcome<Pid> started = await(running, service, spawning);
        if (started.failure() != null) {
            Failure why = started.failure();
            return Optional.of(
                    Failure.of(why.kind(), "service " + service.id() + ": " + why.message()));
        }
        LOG.atInfo()
                .addKeyValue("service", service.id())
                .addKeyValue("pid", started.value())
                .log("service started");
        running.ending().thenAccept(end -> logEnd(service, started.value(), end));
        return Optional.empty();
    }

    private static Outcome<Pid> await(
            RunningProcess running, Entry.ServiceEntry service, Spawning spawning) {
        long millis = service.startTimeout().toMillis();
        Failure late =
                Failure.of(
                        ErrorKind.TIMEOUT,
                        "the top level of "
                                + service.process()
                                + " did not come to its end within "
                                + millis
                                + " ms (lifecycle.start_timeout)");
        Outcome<Pid> inTime =
                running.started()
                        .copy()
                        .completeOnTimeout(new Outcome<>(null, late), millis, TimeUnit.MILLISECONDS)
                        .join();
        if (inTime.failure() == late) {
            spawning.killLoading(running.pid(), late);
        }
        return inTime;
    }

    private static void logEnd(Entry.ServiceEntry service, Pid pid, Ending end) {
        switch (end) {
            case Ending.Returned _ ->
                    LOG.atInfo()
                            .addKeyValue("service", service.id())
                            .addKeyValue("pid", pid)
                            .log("service ended");
            case Ending.Failed(Failure failure) ->
                    LOG.atWarn()
                            .addKeyValue("service", service.id())
                            .addKeyValue("pid", pid)
                            .addKeyValue("error", OneLine.of(failure.toString()))
                            .log("service failed");
        }
    }
}
