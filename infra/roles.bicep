// Azure's own roles, by their ids, which are the same everywhere: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
@export()
var roles = {
  // To read, write and delete blobs, and to change who may.
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // To read, write and delete blobs and containers.
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  // To make queues; to read, write and delete messages.
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // To read the secrets of a vault.
  keyVaultSecretsUser: '4633458b-17de-408a-b874-0445c86b69e6'
  // To read, write and delete them.
  keyVaultSecretsOfficer: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  // To send telemetry.
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}
