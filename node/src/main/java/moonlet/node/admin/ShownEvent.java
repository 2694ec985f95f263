package moonlet.node.admin;

import moonlet.lua.engine.Utf8;
import moonlet.node.NodeEvent;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An event of a node as its subscribers see it; field names stay as they are between versions.
 *
 * @param node on which it happened
 * @param atMillis Unix time
 */
record ShownEvent(NodeEvent event, String node, long atMillis) {
    /** What its name begins with. */
    String topic() {
        return switch (event) {
            case NodeEvent.NodeJoined _, NodeEvent.NodeGone _ -> "node";
            case NodeEvent.ProcessStarted _, NodeEvent.ProcessEnded _ -> "process";
            case NodeEvent.ServiceChanged _ -> "service";
        };
    }

    /** The event as the format of server-sent events wants it. */
    String text() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("node", node);
        shown.put("atMillis", atMillis);
        String name =
                switch (event) {
                    case NodeEvent.NodeJoined(String other, String address) -> {
                        shown.put("other", other);
                        shown.put("address", address);
                        yield "node_joined";
                    }
                    case NodeEvent.NodeGone(String other) -> {
                        shown.put("other", other);
                        yield "node_gone";
                    }
                    case NodeEvent.ProcessStarted started -> {
                        shown.put("pid", started.pid().toString());
                        shown.put("entry", started.entry());
                        yield "process_started";
                    }
                    case NodeEvent.ProcessEnded ended -> {
                        shown.put("pid", ended.pid().toString());
                        shown.put("entry", ended.entry());
                        shown.put("error", error(ended.how()));
                        yield "process_ended";
                    }
                    case NodeEvent.ServiceChanged changed -> {
                        shown.put("service", changed.id());
                        shown.put("state", changed.state().toString());
                        shown.put("pid", changed.pid() == null ? null : changed.pid().toString());
                        shown.put("error", error(changed.failure()));
                        yield "service_changed";
                    }
                };
        return text(name, shown);
    }

    static String text(String name, Map<String, ?> facts) {
        return "event: " + name + "\ndata: " + Json.write(facts) + "\n\n";
    }

    private static String error(Ending how) {
        return how instanceof Ending.Failed(Failure why) ? error(why) : null;
    }

    private static String error(Failure why) {
        return why == null ? null : Utf8.readable(why.toString());
    }
}
