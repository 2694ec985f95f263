package moonlet.node.admin;

import moonlet.lua.engine.Utf8;
import moonlet.node.HostView;
import moonlet.node.NodeView;
import moonlet.node.ProcessDetail;
import moonlet.node.ProcessView;
import moonlet.node.cluster.MemberState;
import moonlet.node.service.ServiceStatus;
import moonlet.protocol.Pid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a node says of itself, as JSON; field names stay as they are between versions. */
final class Shown {
    private static final int LISTED_MAX = 100; // of what one process may have very many of

    private Shown() {}

    static Map<String, Object> node(NodeView node) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", node.name());
        shown.put("address", node.address());
        shown.put("startedAtMillis", node.incarnation());
        shown.put("self", node.self());
        shown.put("connected", node.connected());
        shown.put("processes", node.processes());
        shown.put("hosts", node.hosts());
        return shown;
    }

    /**
     * @param state {@code ready} or {@code draining}, as the node itself says; null if it did not
     */
    static Map<String, Object> member(MemberState one, String state) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", one.member().name());
        shown.put("address", one.member().endpoint());
        shown.put("startedAtMillis", one.member().incarnation());
        shown.put("status", one.status());
        shown.put("reachable", one.reachable());
        shown.put("state", state);
        return shown;
    }

    static Map<String, Object> name(String name, Pid holder) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", Utf8.readable(name));
        shown.put("pid", holder.toString());
        return shown;
    }

    static Map<String, Object> host(HostView host, String node) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("node", node);
        shown.put("id", host.id());
        shown.put("processes", host.processes());
        shown.put("processesMax", host.processesMax());
        return shown;
    }

    static Map<String, Object> service(ServiceStatus service, String node) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("node", node);
        shown.put("id", service.id());
        shown.put("state", service.state().toString());
        shown.put("sinceMillis", service.since().toEpochMilli());
        shown.put("attempts", service.attempts());
        shown.put("pid", service.pid() == null ? null : service.pid().toString());
        shown.put(
                "failure",
                service.failure() == null ? null : Utf8.readable(service.failure().toString()));
        shown.put(
                "retryMillis",
                service.retryAfter() == null ? null : service.retryAfter().toMillis());
        return shown;
    }

    static Map<String, Object> process(ProcessView process) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("pid", process.pid().toString());
        shown.put("node", process.pid().node());
        shown.put("host", process.host());
        shown.put("entry", process.entry());
        shown.put("state", process.info().state().name().toLowerCase(Locale.ROOT));
        shown.put("mailbox", process.messages());
        shown.put("mailboxBytes", process.messageBytes());
        shown.put("reductions", process.info().reductions());
        shown.put("memory", process.info().retainedBytes());
        shown.put("uptime", process.uptimeMillis());
        return shown;
    }

    static Map<String, Object> process(ProcessDetail process) {
        Map<String, Object> shown = process(process.view());
        shown.put("line", process.line());
        shown.put("topics", process.view().info().topics());
        List<String> names = process.view().names().stream().map(Utf8::readable).toList();
        put(shown, "names", names);
        put(shown, "links", texts(process.links()));
        put(shown, "monitors", texts(process.monitors()));
        put(shown, "monitoredBy", texts(process.monitoredBy()));
        return shown;
    }

    /** A list's beginning, and how many there are. */
    private static void put(Map<String, Object> shown, String name, List<String> all) {
        shown.put(name, all.subList(0, Math.min(all.size(), LISTED_MAX)));
        shown.put(name + "Count", all.size());
    }

    private static List<String> texts(List<Pid> pids) {
        return pids.stream().map(Pid::toString).toList();
    }
}
