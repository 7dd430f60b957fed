import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.BoltConnectorInternalSettings;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Neo4j Community as a library: HOME PORT PAGE_CACHE_BYTES. Bolt on 127.0.0.1, with authentication. */
public class Launcher {
    public static void main(String[] args) throws Exception {
        var address = new SocketAddress("127.0.0.1", Integer.parseInt(args[1]));
        var service = new DatabaseManagementServiceBuilder(Path.of(args[0]))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, address)
            .setConfig(BoltConnector.advertised_address, address)
            // The programs that use it are stopped before it: no connection needs time to leave.
            .setConfig(BoltConnectorInternalSettings.thread_pool_shutdown_wait_time, Duration.ofMillis(200))
            .setConfig(BoltConnectorInternalSettings.connection_shutdown_wait_time, Duration.ofMillis(200))
            .setConfig(HttpConnector.enabled, false)
            .setConfig(HttpsConnector.enabled, false)
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.pagecache_memory, Long.parseLong(args[2]))
            // In a young graph numbers double every few seconds, and Neo4j would plan each query anew every ten; planning was half of its work. Plans go by
            // indexes from the start (plans.int.spec.ts).
            .setConfig(GraphDatabaseSettings.cypher_min_replan_interval, Duration.ofMinutes(10))
            // Nor anew for each order of magnitude of a parameter's length: a list of 1, of 10, of 100.
            .setConfig(GraphDatabaseInternalSettings.cypher_size_hint_parameters, false)
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        System.out.println("ready on " + address);
        Thread.currentThread().join();
    }
}
