// The server of the warehouse: PostgreSQL, which knows nobody but Microsoft Entra's. The database and its roles are made by
// ../warehouse-roles.sql: one that Azure makes is its own, and the app's owner could make nothing in it.
param name string
param location string
param isPrivate bool
param sku { name: string, tier: string }
param storageGb int
param maxConnections int
param isZoneRedundant bool
param backupDays int
param deployerObjectId string
param deployerName string
param deployerType string

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: name
  location: location
  sku: sku
  properties: {
    version: '17'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    storage: { storageSizeGB: storageGb, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: backupDays, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: isZoneRedundant ? 'ZoneRedundant' : 'Disabled' }
    network: { publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled' }
  }
}

// What a server says of itself; one after the other, as it takes one change at a time.
var settings = [
  { name: 'max_connections', value: string(maxConnections) }
  { name: 'require_secure_transport', value: 'ON' }
  { name: 'ssl_min_protocol_version', value: 'TLSv1.2' }
]

@batchSize(1)
resource configurations 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = [
  for setting in settings: {
    parent: server
    name: setting.name
    properties: { value: setting.value, source: 'user-override' }
  }
]

// Whoever applies the schema, as deploy.sh does; the app is no admin, and gets what it needs by infra/warehouse-roles.sql.
resource admin 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: deployerObjectId
  properties: {
    principalName: deployerName
    principalType: deployerType
    tenantId: tenant().tenantId
  }
  dependsOn: [configurations]
}

// The app's addresses are Azure's and change; this lets Azure's addresses knock, and Microsoft Entra decides who comes in.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = if (!isPrivate) {
  parent: server
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  dependsOn: [configurations]
}

output id string = server.id
