// The ways from the private network into storage, vault and warehouse.
param baseName string
param location string
param networkId string
param subnetId string
param hostStorageId string
param lakeId string
param vaultId string
param serverId string

// Each part of a resource has an endpoint of its own, and a zone in which its public name leads there
// (https://learn.microsoft.com/azure/private-link/private-endpoint-dns).
var ends = [
  { name: 'host-blob', resourceId: hostStorageId, part: 'blob' }
  { name: 'host-queue', resourceId: hostStorageId, part: 'queue' }
  { name: 'lake-blob', resourceId: lakeId, part: 'blob' }
  { name: 'lake-queue', resourceId: lakeId, part: 'queue' }
  { name: 'vault', resourceId: vaultId, part: 'vault' }
  { name: 'warehouse', resourceId: serverId, part: 'postgresqlServer' }
]
var zoneNames = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
  postgresqlServer: 'privatelink.postgres.database.azure.com'
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(zoneNames): {
    name: zone.value
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, i) in items(zoneNames): {
    parent: zones[i]
    name: baseName
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

module endpoints 'private-endpoint.bicep' = [
  for end in ends: {
    params: {
      name: '${baseName}-${end.name}'
      location: location
      resourceId: end.resourceId
      part: end.part
      subnetId: subnetId
      zoneName: zoneNames[end.part]
    }
    dependsOn: [zones]
  }
]
